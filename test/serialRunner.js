const { default: Runner } = require('jest-runner');

/**
 * Jest's own runner, one file at a time, because these tests share ports, a browser and the
 * machine.
 */
class SerialRunner extends Runner {
	isSerial = true;
}

module.exports = SerialRunner;
