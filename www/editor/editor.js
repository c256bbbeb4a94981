// The editor: CodeMirror 6 with Python. Knows text, marks of lines and one problem; it knows nothing of runs.
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration, EditorView, GutterMarker, drawSelection, gutterLineClass, highlightActiveLine, highlightSpecialChars, keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';

const setMarkedLines = StateEffect.define();
const markedLine = Decoration.line({ class: 'cm-marked-line' });
const markedGutter = new (class extends GutterMarker {
  elementClass = 'cm-marked-line';
})();

/** The starts of the marked lines; they move with the text. */
const markedLines = StateField.define({
  create: () => [],
  update(starts, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setMarkedLines)) continue;
      const doc = transaction.state.doc;
      const lines = [...new Set(effect.value)].filter((line) => line >= 1 && line <= doc.lines);
      return lines.sort((a, b) => a - b).map((line) => doc.line(line).from);
    }
    return transaction.docChanged ? [] : starts;
  },
  provide: (field) => [
    EditorView.decorations.from(field, (starts) => Decoration.set(starts.map((start) => markedLine.range(start)))),
    gutterLineClass.computeN([field], (state) => [gutterMarks(state.field(field))]),
  ],
});

function gutterMarks(starts) {
  const builder = new RangeSetBuilder();
  for (const start of starts) builder.add(start, start, markedGutter);
  return builder.finish();
}

class Editor {
  constructor(parent, doc, label, onChange) {
    this.silent = false;
    const onUpdate = EditorView.updateListener.of((update) => {
      if (update.docChanged && !this.silent) onChange(update.state.doc.toString());
    });
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc,
        extensions: [
          lineNumbers(),
          highlightSpecialChars(),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of('    '),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          python(),
          syntaxHighlighting(classHighlighter),
          markedLines,
          // Escape, then Tab, leaves the editor by keyboard; CodeMirror's default keys see to it.
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
          // A page that embeds this one may want it so.
          EditorState.readOnly.of('readonly' in document.documentElement.dataset),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
          onUpdate,
        ],
      }),
    });
  }

  /** Makes this the text, as one step that can be undone, without telling `onChange`. What stays the same stays in place. */
  setText(text) {
    const before = this.view.state.doc.toString();
    if (text === before) return;
    const shorter = Math.min(text.length, before.length);
    let start = 0;
    while (start < shorter && text[start] === before[start]) start += 1;
    let end = 0;
    while (end < shorter - start && text.at(-1 - end) === before.at(-1 - end)) end += 1;
    this.silent = true;
    this.view.dispatch({ changes: { from: start, to: before.length - end, insert: text.slice(start, text.length - end) } });
    this.silent = false;
    if (start + end < before.length / 2) this.view.scrollDOM.scrollTop = 0;
  }

  /** Marks these lines, counted from 1, and no others. */
  markLines(lines) {
    this.view.dispatch({ effects: setMarkedLines.of(Array.from(lines)) });
  }

  /** Marks a problem from one place to another; lines and columns count from 1, columns in code points. */
  showProblem(message, line, column, endLine, endColumn) {
    const from = this.offset(line, column);
    const to = Math.max(from, this.offset(endLine, endColumn));
    this.view.dispatch(setDiagnostics(this.view.state, [{ from, to, severity: 'error', message }]));
  }

  clearProblem() {
    this.view.dispatch(setDiagnostics(this.view.state, []));
  }

  destroy() {
    this.view.destroy();
  }

  offset(line, column) {
    const doc = this.view.state.doc;
    const { from, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return from + [...text].slice(0, Math.max(column, 1) - 1).join('').length;
  }
}

/** Puts an editor of `doc` into `parent`; `onChange` gets the whole text whenever a person has changed it. */
export function createEditor(parent, doc, label, onChange) {
  return new Editor(parent, doc, label, onChange);
}

// The page may be there first: it listens for this.
queueMicrotask(() => window.dispatchEvent(new Event('interleave-editor')));
