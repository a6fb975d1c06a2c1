// How much of each input is read: core's, for hosts.

export * from '@pastiche/core/limits';
