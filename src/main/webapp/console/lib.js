// What pages import in place of the libraries' own files.
export { h, render, Fragment, createContext } from './lib/preact.js';
export { useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback, useContext, useId, useReducer } from './lib/hooks.js';
