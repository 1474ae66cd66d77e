import { resource } from '../resource';
import { activate } from './activate';
import { deactivate } from './deactivate';

export const badge = resource(
	{ name: 'Badge', value: 'badge', description: 'The badge itself, as set up in Capillary' },
	[activate, deactivate],
);
