// Reads the queries of alert rules with Kusto's own parser, against the columns of Azure Monitor's tables that we use.
import { createRequire } from 'node:module';
import { below, line, named } from './syntax.mjs';

const require = createRequire(import.meta.url);
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
const { GlobalState, KustoCode, Symbols } = globalThis.Kusto.Language;

const columns = {
  AppMetrics: 'TimeGenerated: datetime, Name: string, Sum: real, Min: real, Max: real, ItemCount: int, Properties: dynamic, AppRoleName: string',
  AppRequests: 'TimeGenerated: datetime, Name: string, OperationName: string, ResultCode: string, Success: bool, DurationMs: real, ItemCount: int, Properties: dynamic, AppRoleName: string',
  AppExceptions: 'TimeGenerated: datetime, ExceptionType: string, OuterMessage: string, SeverityLevel: int, OperationName: string, ItemCount: int, Properties: dynamic, AppRoleName: string',
};
const tables = Object.entries(columns).map(([name, schema]) => Symbols.TableSymbol.From(`(${schema})`).WithName(name));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', tables));

/** Every property `query`, with numbers and names put in for what bicep fills in. */
export function queries(root) {
  return [...below(root)]
    .filter(node => node.type === 'object_property' && named(node)[0].text === 'query')
    .filter(node => named(node)[1].type === 'call_expression')
    .map(node => {
      const lines = [...below(named(node)[1])].find(child => child.type === 'array');
      return { line: line(node), text: named(lines).map(one => one.text.slice(1, -1).replace(/\$\{[^}]*\}/g, '1')).join('\n') };
    });
}

export function queryProblems(root) {
  return queries(root).flatMap(query => {
    const found = KustoCode.ParseAndAnalyze(query.text, globals).GetDiagnostics();
    return Array.from({ length: found.Count }, (_, i) => ({ line: query.line, message: `the query is no Kusto: ${found.getItem(i).Message}` }));
  });
}
