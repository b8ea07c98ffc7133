/** Set by the renderer on its answer for the server, which takes them off before the answer leaves. */
export const CACHE_TAGS_HEADER = 'x-lt-cache-tags';
export const HYDRATE_HEADER = 'x-lt-hydrate';
