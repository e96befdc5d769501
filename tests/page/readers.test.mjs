import test from 'node:test';
import { readAll } from './readers.mjs';

test('what reads links, states and saved pages bears two thousand mutated texts', () => readAll(2000));
