/** The script of a worker that a server sends. */
import './fetched.js';
import './work.js';
