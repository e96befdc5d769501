// What a browser would have to ask for one by one; the rest of the files is fetched.
import '../../www/lab/wasm/fetched.js';
import { files } from 'pack:files';
import { provideFiles } from '../../www/lab/wasm/assets.js';

provideFiles(files);
