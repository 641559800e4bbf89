// Reads queries, a JSON list on standard input, with Kusto's own parser, against the columns of Azure Monitor's tables that we use.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
const { GlobalState, KustoCode, Symbols } = globalThis.Kusto.Language;

const columns = {
  AppMetrics: 'TimeGenerated: datetime, Name: string, Sum: real, Min: real, Max: real, ItemCount: int, Properties: dynamic, AppRoleName: string',
  AppRequests: 'TimeGenerated: datetime, Name: string, OperationName: string, ResultCode: string, Success: bool, DurationMs: real, ItemCount: int, Properties: dynamic, AppRoleName: string',
  AppExceptions: 'TimeGenerated: datetime, ExceptionType: string, OuterMessage: string, OuterType: string, InnermostType: string, SeverityLevel: int, OperationName: string, ItemCount: int, Properties: dynamic, AppRoleName: string',
};
const tables = Object.entries(columns).map(([name, schema]) => Symbols.TableSymbol.From(`(${schema})`).WithName(name));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', tables));

for (const query of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  const found = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  for (let i = 0; i < found.Count; i++) {
    console.log(`${found.getItem(i).Message}\n${query}\n`);
  }
}
