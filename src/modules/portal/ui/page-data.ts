/** What `data(…, { status })` of React Router wraps an answer in. */
type WithStatus = { type: string; data: unknown; init: ResponseInit | null };

type Unwrapped<Answer> = Answer extends WithStatus ? Answer['data'] : Answer;

/** The data of a loader as its page receives it, also where the loader answers `data(…, { status })`. */
export type PageData<Loader extends (...given: never[]) => unknown> = Unwrapped<Awaited<ReturnType<Loader>>>;

export type PageProps<Loader extends (...given: never[]) => unknown> = { loaderData: PageData<Loader> };
