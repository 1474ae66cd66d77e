// Starting n8n, and installing what it needs on a fresh machine, takes minutes.
jest.setTimeout(600_000);
