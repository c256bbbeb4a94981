"""`logging.config`: logging as a dict describes it."""

import logging
from importlib import _resolve


class DictConfigurator:
    def __init__(self, config):
        self.config = config

    def _value(self, value):
        """A value with what `ext://` and `cfg://` refer to."""
        if isinstance(value, str) and value.startswith('ext://'):
            return _resolve(value[6:])
        if isinstance(value, str) and value.startswith('cfg://'):
            found = self.config
            for part in value[6:].split('.'):
                found = found[part]
            return found
        return value

    def _called(self, config, make):
        attributes = config.pop('.', {})
        made = make(**{key: self._value(value) for key, value in config.items()})
        for name, value in attributes.items():
            setattr(made, name, value)
        return made

    def _section(self, name, make, *tables):
        made = {}
        # What refers to others comes after them.
        for key, config in sorted(self.config.get(name, {}).items(), key=lambda item: 'handlers' in item[1] or 'target' in item[1]):
            try:
                made[key] = make(dict(config), *tables, *([made] if name == 'handlers' else ()))
            except Exception as error:
                raise ValueError(f'Unable to configure {name[:-1]} {key!r}') from error
        return made

    def configure(self):
        if 'version' not in self.config:
            raise ValueError("dictionary doesn't specify a version")
        if self.config['version'] != 1:
            raise ValueError(f'Unsupported version: {self.config["version"]}')
        formatters = self._section('formatters', self._formatter)
        filters = self._section('filters', self._filter)
        handlers = self._section('handlers', self._handler, formatters, filters)
        for name, handler in handlers.items():
            handler.name = name
        if not self.config.get('incremental') and self.config.get('disable_existing_loggers', True):
            named = self.config.get('loggers', {})
            for logger in logging._loggers()[1:]:
                name = logger.name
                logger.disabled = name not in named and not any(name.startswith(one + '.') for one in named)
        for name, config in self.config.get('loggers', {}).items():
            logger = logging.getLogger(name)
            self._logger(logger, config, handlers, filters)
            logger.disabled = False
            if config.get('propagate') is not None:
                logger.propagate = config['propagate']
        if 'root' in self.config:
            self._logger(logging.getLogger(), self.config['root'], handlers, filters)

    def _formatter(self, config):
        if '()' in config:
            make = config.pop('()')
            make = _resolve(make) if isinstance(make, str) else make
            try:
                return self._called(dict(config), make)
            except TypeError as error:
                if "'format'" not in str(error):
                    raise
            # A class derived from `Formatter` calls it otherwise.
            return self._called({('fmt' if key == 'format' else key): value for key, value in config.items()}, make)
        make = _resolve(config['class']) if 'class' in config else logging.Formatter
        return make(config.get('format'), config.get('datefmt'), config.get('style', '%'))

    def _filter(self, config):
        if '()' in config:
            make = config.pop('()')
            return self._called(config, _resolve(make) if isinstance(make, str) else make)
        return logging.Filter(config.get('name', ''))

    def _handler(self, config, formatters, filters, handlers):
        formatter, level, own_filters = config.pop('formatter', None), config.pop('level', None), config.pop('filters', ())
        make = config.pop('()', None) or config.pop('class')
        make = _resolve(make) if isinstance(make, str) else make
        make = self._among_others(config, make, handlers)
        made = self._called(config, make)
        if formatter is not None:
            made.setFormatter(formatters[formatter])
        if level is not None:
            made.setLevel(level)
        for name in own_filters:
            made.addFilter(filters[name] if isinstance(name, str) else name)
        return made

    def _among_others(self, config, make, handlers):
        """What makes a handler, which may be for others: their names become them."""
        from logging.handlers import MemoryHandler, QueueHandler, QueueListener
        if not isinstance(make, type):
            return make
        if issubclass(make, MemoryHandler):
            if isinstance(config.get('target'), str):
                config['target'] = handlers[config['target']]
            if 'flushLevel' in config:
                config['flushLevel'] = logging._level(config['flushLevel'])
        elif issubclass(make, QueueHandler):
            from queue import Queue
            queue = self._value(config.pop('queue', None))
            if isinstance(queue, str):
                queue = _resolve(queue)()
            elif isinstance(queue, dict):
                queue = self._called({key: value for key, value in queue.items() if key != '()'}, _resolve(queue['()']))
            config['queue'] = queue = Queue() if queue is None else queue
            listener = config.pop('listener', None) or QueueListener
            listener = _resolve(listener) if isinstance(listener, str) else listener
            told = [handlers[name] for name in config.pop('handlers', ())]
            respects = config.pop('respect_handler_level', False)

            def make_both(**keywords):
                handler = make(**keywords)
                if told:
                    handler.listener = listener(queue, *told, respect_handler_level=respects)
                return handler
            return make_both
        return make

    def _logger(self, logger, config, handlers, filters):
        if config.get('level') is not None:
            logger.setLevel(config['level'])
        if self.config.get('incremental'):
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in config.get('handlers', ()):
            if name not in handlers:
                raise ValueError(f'Unable to add handler {name!r}')
            logger.addHandler(handlers[name])
        for name in config.get('filters', ()):
            logger.addFilter(filters[name] if isinstance(name, str) else name)


def dictConfig(config):
    DictConfigurator(config).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    raise NotImplementedError('logging.config.fileConfig is not available: use logging.config.dictConfig')
