"""The logger that the loop's reports go to."""

import logging

logger = logging.getLogger('asyncio')
