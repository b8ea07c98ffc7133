// A reporter that keeps only the counts and what failed, for the closing lines of `npm test`.

/** Of what a process said beside its tests, the end of it. */
const TAIL = 2_000;

export default async function* count(source) {
  let passed = 0;
  let failed = 0;
  const failures = [];
  // A process can fail although each of its tests passed: by an error that nobody waited for, or by something left open. Why is then said
  // only here, thousands of lines before the end.
  const said = new Map();
  const keep = (file, text) => said.set(file, `${said.get(file) ?? ''}${text}`.slice(-TAIL));
  for await (const { type, data } of source) {
    if (type === 'test:stderr') keep(data.file, data.message);
    if (type === 'test:diagnostic' && data.message.startsWith('Error:')) keep(data.file, `${data.message}\n`);
    if (type === 'test:pass' && data.details?.type !== 'suite' && !data.skip && !data.todo) passed++;
    // A suite fails with a test of its own, which is counted; where it could not be read in or opened, there is only the suite.
    if (
      type === 'test:fail' &&
      (data.details?.type !== 'suite' || data.details.error?.failureType !== 'subtestsFailed')
    ) {
      failed++;
      const whole = data.nesting === 0 && data.name === data.file;
      failures.push(
        `${data.file ?? ''} › ${data.name}${whole ? `\n${said.get(data.file) ?? 'It said nothing.'}` : ''}`,
      );
    }
    if (type === 'test:pass' && (data.skip || data.todo)) {
      failed++;
      failures.push(`${data.file ?? ''} › ${data.name} (skipped: a test here runs or fails)`);
    }
  }
  yield JSON.stringify({ passed, failed, failures });
}
