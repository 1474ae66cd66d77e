// n8n finds the node and the credential through the "n8n" entry of package.json; there is nothing to export.
module.exports = {};
