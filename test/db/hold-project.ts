// A process of its own that opens the project it is given, says so, and holds it until it is killed or told to end.
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';

const path = process.argv.at(2);
if (path === undefined) throw new Error('a project is needed');
const database = openConnection(path);
openProjectStore(database).startJob({ palette: 'test' }, []);
process.stdout.write('open\n');
process.stdin.once('data', () => {
  closeConnection(database);
  process.stdin.destroy();
});
