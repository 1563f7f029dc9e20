// Makes the replica set and one user per database. The log's writer may insert and read, and nothing else: no update,
// no delete, no drop. The log's recorder may insert blocks, to record who is shown what is sealed, and signs nothing.
// Each process may add to the sign-outs and read them. Each kind of views has a user that reaches its own database only.
const fs = require('fs');
const secret = (name) => fs.readFileSync('/run/secrets/' + name, 'utf8').trim();

try {
  db.adminCommand({ replSetGetStatus: 1 });
} catch (e) {
  // Not yet initiated, or not yet signed in: initiating is allowed from the first node only.
}
db.getSiblingDB('admin').auth('root', secret('mongo-root'));
if (!db.hello().setName) {
  rs.initiate({
    _id: 'trialbook',
    members: [
      { _id: 0, host: 'mongo-1:27017' },
      { _id: 1, host: 'mongo-2:27017' },
      { _id: 2, host: 'mongo-3:27017' },
    ],
  });
}
while (!db.hello().isWritablePrimary) {
  sleep(500);
}

const admin = db.getSiblingDB('admin');
const role = (name, privileges) =>
  admin.getRole(name) || admin.createRole({ role: name, privileges: privileges, roles: [] });
const user = (name, roles) =>
  admin.getUser(name) || admin.createUser({ user: name, pwd: secret('mongo-' + name), roles: roles });

const blocks = { db: 'trialbook_log', collection: 'blocks' };
const checkpoints = { db: 'trialbook_log', collection: 'checkpoints' };
role('log-append', [
  { resource: blocks, actions: ['find', 'insert', 'createCollection'] },
  { resource: checkpoints, actions: ['find', 'insert', 'update', 'createCollection'] },
]);
role('log-record', [
  { resource: blocks, actions: ['find', 'insert'] },
  { resource: checkpoints, actions: ['find'] },
]);
role('log-read', [
  { resource: blocks, actions: ['find'] },
  { resource: checkpoints, actions: ['find'] },
]);

// Which tokens were signed out: every process tells the others. What is past goes by itself.
const signOuts = { db: 'trialbook_access', collection: 'sign_outs' };
role('sign-outs', [{ resource: signOuts, actions: ['find', 'insert', 'createCollection'] }]);
db.getSiblingDB('trialbook_access').sign_outs.createIndex({ until: 1 }, { expireAfterSeconds: 0 });

// Media are put in and read, never changed or removed.
const media = { db: 'trialbook_media', collection: 'media' };
role('media-append', [{ resource: media, actions: ['find', 'insert', 'createCollection'] }]);
role('media-read', [{ resource: media, actions: ['find'] }]);

user('log-writer', ['log-append', 'sign-outs']);
user('log-recorder', ['log-record', 'sign-outs']);
user('log-reader', ['log-read', 'sign-outs']);
user('blinded', [{ role: 'readWrite', db: 'trialbook_views_blinded' }]);
user('media-writer', ['media-append']);
user('media-reader', ['media-read']);
user('unblinded', [{ role: 'readWrite', db: 'trialbook_views_unblinded' }]);
