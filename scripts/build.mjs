// npm run build: the pages, with their compressed twins.
import { buildPages, ensureInstalled, fail } from './prepare.mjs';

ensureInstalled();
const failure = buildPages();
if (failure) fail(failure);
