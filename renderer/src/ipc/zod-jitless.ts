// Imported before anything of the contract: zod would otherwise try `new Function`, which the content security policy forbids.
import { config } from 'zod';

config({ jitless: true });
