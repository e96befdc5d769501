// Chromium's own record of its frames. Frames count as drawn if something had changed, and as offered if the page's
// main thread was free to change something.

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];

/** How many frames of each kind there were while `work` went on. */
export async function traced(page, work) {
  const session = await page.context().browser().newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: CATEGORIES },
    transferMode: 'ReportEvents',
  });
  await work();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const count = (wanted) => events.filter(({ name }) => name === wanted).length;
  return { drawn: count('DrawFrame'), offered: count('BeginMainThreadFrame') };
}
