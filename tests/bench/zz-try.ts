import { openFilled } from '/work/main/tests/bench/database.ts';
const t = Date.now();
const db = await openFilled(Number(process.argv[2] ?? 100000));
console.log('filled in', Date.now() - t, db.ownerUrl, db.connection.host);
console.log('pid', process.pid);
process.on('SIGTERM', () => void db.close().then(() => process.exit(0)));
setInterval(() => {}, 1e6);
