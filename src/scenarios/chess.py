# A champion plays 24 amateurs, 30 pairs of moves each.
# She needs 5 seconds a move, an amateur 55. Look at the
# totals: walking on while they think turns 12 h into 1.
import asyncio

BOARDS = 24
PAIRS_OF_MOVES = 30
CHAMPION = 5  # seconds
AMATEUR = 55


async def amateur(board, her_moves, my_moves):
    for _ in range(PAIRS_OF_MOVES):
        await her_moves.get()
        await asyncio.sleep(AMATEUR)
        my_moves.put_nowait(f"move on board {board}")


async def one_by_one():
    for board in range(BOARDS):
        for _ in range(PAIRS_OF_MOVES):
            await asyncio.sleep(CHAMPION)
            await asyncio.sleep(AMATEUR)


async def interleaved():
    boards, games = [], []
    for board in range(1, BOARDS + 1):
        hers, theirs = asyncio.Queue(), asyncio.Queue()
        theirs.put_nowait("the first move is yours")
        boards.append((hers, theirs))
        game = amateur(board, hers, theirs)
        games.append(asyncio.create_task(game))
    for _ in range(PAIRS_OF_MOVES):
        for hers, theirs in boards:
            await theirs.get()  # it is there already
            await asyncio.sleep(CHAMPION)
            hers.put_nowait("my move")
    # She leaves, though some still think.


asyncio.run(one_by_one())
asyncio.run(interleaved())
