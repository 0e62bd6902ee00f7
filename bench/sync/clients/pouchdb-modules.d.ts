/** As much of PouchDB as the bench needs; its own types come from elsewhere and pull in more than this. */
declare module 'pouchdb-core' {
  interface Database {
    createIndex(options: { index: { fields: string[] } }): Promise<unknown>
    bulkDocs(docs: readonly object[]): Promise<unknown>
    find(query: { selector: object; limit: number }): Promise<unknown>
  }
  interface PouchDBStatic {
    new (name: string, options: { adapter: string }): Database
    plugin(plugin: unknown): PouchDBStatic
  }
  const PouchDB: PouchDBStatic
  export default PouchDB
}
declare module 'pouchdb-adapter-memory'
declare module 'pouchdb-find'
