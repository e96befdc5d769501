/**
 * The ports that every panel is built from: a view to read, actions, and the engine. Types only.
 *
 * @typedef {import('../wasm/types.js').Selection} Chosen
 * @typedef {{label: string, run: () => void}} Choice  a button of a message
 * @typedef {'note'|'offer'|'warning'|'trouble'} MessageKind  'trouble' stays until it is dismissed
 * @typedef {(text: string, kind?: MessageKind, ...choices: Choice[]) => void} Say
 *
 * @typedef {object} Actions
 * @property {(name: string) => boolean} act one of the transport's verbs; false for a word that is none
 * @property {(speed: string) => void} setSpeed
 * @property {(step: number) => void} seek
 * @property {(key: string, on: boolean) => void} showMeter one that is measured on demand
 * @property {(step: number|null) => void} runTo null for what is no step
 * @property {() => void} beforeStop goes back to just before a value was not finite
 * @property {(key: string, value: string, gesture?: boolean) => void} change one knob
 * @property {() => void} newSeed
 * @property {(text: string) => void} load another experiment
 * @property {() => void} bring own data
 * @property {(steps: number) => void} suggestSteps
 * @property {(cure: import('../wasm/types.js').Cure) => void} cure starts a run with it beside the main one
 * @property {(cure: import('../wasm/types.js').Cure) => void} tryCure the same, and plays on to see what comes of it
 * @property {() => void} keep the main run as it stands, beside itself
 * @property {() => void} compareCells
 * @property {(id: number) => void} goOnWith
 * @property {(id: number) => void} keepOnly drops all other runs
 * @property {(id: number) => void} drop
 * @property {(key: string, value: number) => void} setLimit of the diagnosis
 * @property {() => void} resetLimits
 * @property {(chosen: Chosen|null) => void} select
 * @property {(chosen: Chosen|null) => void} hover
 * @property {(by: number) => void} turnExample
 * @property {(column: number|null) => void} point
 * @property {(column: number|null) => void} pin
 * @property {() => void} release
 * @property {(spot: import('./timecursor.js').Spot|null) => void} hoverSpot in the maps of the gates
 * @property {(spot: Partial<import('./timecursor.js').Spot>) => void} keepSpot
 * @property {(by: number) => void} turnUnit
 * @property {(key: string, part?: number|null) => boolean} moveInTime
 * @property {Say} say
 * @property {(read: () => string) => void} announce for those who listen, and not at every frame
 * @property {(...reasons: string[]) => void} redraw
 * @property {(run: () => void) => void} attempt runs what a click asked for; an error ends in words
 * @property {(error: unknown) => void} fail
 *
 * @typedef {object} Ports
 * @property {import('./view.js').View} view
 * @property {Actions} actions
 * @property {import('./engine.js').Engine} engine
 *
 * @typedef {object} Panel
 * @property {HTMLElement} node
 * @property {string[]} wants the reasons for which it is drawn
 * @property {number} [every] while the run plays it is drawn this seldom, in ms
 * @property {() => void} draw
 * @property {() => void} [listRuns] brings its list of the runs up to date, in the task in which one came or went
 * @property {() => void} [measure] reads its size; called when sizes may have changed
 * @property {() => boolean} [work] a slice of a job; true while there is more to do
 * @property {Panel[]} [parts] what is drawn at a pace of its own
 */
export {};
