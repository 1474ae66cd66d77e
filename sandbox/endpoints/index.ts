// The calls that the sandbox knows.
import { badgeSetup } from './badgeSetup';
import { badges } from './badges';
import { claims } from './claims';
import { customerBadge } from './customerBadge';
import { customerBadges } from './customerBadges';
import { customerDetails } from './customerDetails';
import { customerLookup } from './customerLookup';
import { customFields } from './customFields';
import { earnBulk } from './earnBulk';
import { earns } from './earns';
import type { Endpoint } from './endpoint';
import { fixedWindowDetails } from './fixedWindowDetails';
import { groups } from './groups';
import { importEarned } from './importEarned';
import { issues } from './issues';
import { signIn } from './signIn';
import { webHooks } from './webHooks';

/** All endpoints. */
export const endpoints: Endpoint[] = [
	signIn,
	customerLookup,
	customerDetails,
	...badges,
	...badgeSetup,
	fixedWindowDetails,
	...claims,
	...issues,
	...earns,
	earnBulk,
	importEarned,
	customerBadge,
	...customerBadges,
	...groups,
	...customFields,
	...webHooks,
];
