import { badges } from './badges';
import { claims } from './claims';
import { customerBadge } from './customerBadge';
import { customerLookup } from './customerLookup';
import { earns } from './earns';
import type { Endpoint } from './endpoint';
import { issues } from './issues';
import { signIn } from './signIn';

/** Every call that the sandbox knows. */
export const endpoints: Endpoint[] = [
	signIn,
	customerLookup,
	...badges,
	...claims,
	...issues,
	...earns,
	customerBadge,
];
