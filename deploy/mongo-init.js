// Makes the replica set, its collections, and a user for each connection of a process. What each user may do to which
// collection stands in mongo-rights.json, and nothing else is allowed to it; a test holds that table against what the
// processes do. It can be run again: users get the rights of the table then, and keep their passwords.
const fs = require('fs');
const secret = (name) => fs.readFileSync('/run/secrets/' + name, 'utf8').trim();
const rights = JSON.parse(fs.readFileSync('/rights.json', 'utf8'));

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
for (const [name, granted] of Object.entries(rights)) {
  for (const { db: database, collection } of granted) {
    // Views have collections of many names, which come and go.
    if (collection && !db.getSiblingDB(database).getCollectionNames().includes(collection)) {
      db.getSiblingDB(database).createCollection(collection);
    }
  }
  const role = {
    privileges: granted.map(({ db, collection, actions }) => ({ resource: { db, collection }, actions })),
    roles: [],
  };
  if (admin.getRole(name)) {
    admin.updateRole(name, role);
  } else {
    admin.createRole({ role: name, ...role });
  }
  if (admin.getUser(name)) {
    admin.updateUser(name, { roles: [name] });
  } else {
    admin.createUser({ user: name, pwd: secret('mongo-' + name), roles: [name] });
  }
}

// Which tokens were signed out: what is past goes by itself.
db.getSiblingDB('trialbook_access').sign_outs.createIndex({ until: 1 }, { expireAfterSeconds: 0 });
