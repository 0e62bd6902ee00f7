export async function playMutants(_only: string, _workers: number): Promise<number> { return 0 }
