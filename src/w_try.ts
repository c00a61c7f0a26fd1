import { connect, openDatabase, inTransaction } from '#server/core/database.ts';
import { sql } from 'kysely';
const url='postgres://concentric_app@127.0.0.1:5499/dev';
const c = connect(url, 4); const db = openDatabase(c);
const k = connect('postgres://owner@127.0.0.1:5499/dev', 1);
process.on('uncaughtException', (e)=>{console.log('UNCAUGHT', e.message); process.exit(3)});
const kill = (pid:number)=>k`select pg_terminate_backend(${pid})`;
// idle in transaction
await inTransaction(db, async (trx)=>{ const {rows}=await sql<{p:number}>`select pg_backend_pid() p`.execute(trx); await kill(rows[0]!.p); await new Promise(r=>setTimeout(r,200)); await sql`select 1`.execute(trx)}).catch(e=>console.log('1:', e.code, e.message));
console.log((await sql`select 1 as ok`.execute(db)).rows);
await inTransaction(db, async (trx)=>{ const {rows}=await sql<{p:number}>`select pg_backend_pid() p`.execute(trx); setTimeout(()=>void kill(rows[0]!.p),200); await sql`select pg_sleep(5)`.execute(trx)}).catch(e=>console.log('2:', e.code, e.message));
for (let i=0;i<10;i++) console.log((await sql`select ${i}::int as ok`.execute(db)).rows);
await c.end({timeout:2}); await k.end();
