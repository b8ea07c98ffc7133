// A reporter that keeps only the counts, for the closing line of `npm test`.
export default async function* count(source) {
  let passed = 0;
  let failed = 0;
  const failures = [];
  for await (const { type, data } of source) {
    if (type === 'test:pass' && data.details?.type !== 'suite' && !data.skip && !data.todo) passed++;
    // A suite fails with a test of its own, which is counted; where it could not be read in or opened, there is only the suite.
    if (
      type === 'test:fail' &&
      (data.details?.type !== 'suite' || data.details.error?.failureType !== 'subtestsFailed')
    ) {
      failed++;
      failures.push(`${data.file ?? ''} › ${data.name}`);
    }
    if (type === 'test:pass' && (data.skip || data.todo)) {
      failed++;
      failures.push(`${data.file ?? ''} › ${data.name} (skipped: a test here runs or fails)`);
    }
  }
  yield JSON.stringify({ passed, failed, failures });
}
