// The parts every page is made of. Pages import from here, whatever file a part is in.
export * from './ui/controls.js';
export * from './ui/feedback.js';
export * from './ui/hooks.js';
export * from './ui/icons.js';
export * from './ui/overlay.js';
export * from './ui/table.js';
export * from './ui/values.js';
