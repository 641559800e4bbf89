// Reads queries, a JSON list on standard input, with Kusto's own parser, against the columns that Azure Monitor documents. Writes what it
// understood of each: problems, the columns of its result, its literals, and the properties it asks for.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
const { GlobalState, KustoCode, Symbols, Syntax } = globalThis.Kusto.Language;

const common = 'TimeGenerated: datetime, Properties: dynamic, Measurements: dynamic, ItemCount: int, OperationId: string, OperationName: string, ParentId: string, '
  + 'AppRoleInstance: string, AppRoleName: string, AppVersion: string, ClientIP: string, ClientType: string, IKey: string, SDKVersion: string, '
  + 'SyntheticSource: string, Type: string, _ResourceId: string, _BilledSize: real, _IsBillable: string';
const columns = {
  AppMetrics: 'Name: string, Sum: real, Min: real, Max: real',
  AppRequests: 'Id: string, Name: string, Url: string, ResultCode: string, Success: bool, DurationMs: real, Source: string',
  AppExceptions: 'ProblemId: string, ExceptionType: string, Message: string, Method: string, Assembly: string, Details: dynamic, SeverityLevel: int, '
    + 'OuterMessage: string, OuterMethod: string, OuterType: string, InnermostMessage: string, InnermostMethod: string, InnermostType: string',
  AppTraces: 'Message: string, SeverityLevel: int',
  AppDependencies: 'Id: string, Name: string, Data: string, Target: string, DependencyType: string, ResultCode: string, Success: bool, DurationMs: real',
};
const vault = 'TimeGenerated: datetime, OperationName: string, ResultType: string, ResultSignature: string, RequestUri: string, CallerIpAddress: string, '
  + 'Identity: dynamic, HttpStatusCode: int, DurationMs: int, Id: string, Type: string, _ResourceId: string, _BilledSize: real';
const table = (name, schema) => Symbols.TableSymbol.From(`(${schema})`).WithName(name);
const tables = [...Object.entries(columns).map(([name, own]) => table(name, `${common}, ${own}`)), table('AZKVAuditLogs', vault)];
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', tables));
const items = list => Array.from({ length: list?.Count ?? 0 }, (_, i) => list.getItem(i));

function read(query) {
  const code = KustoCode.ParseAndAnalyze(query, globals);
  const tokens = [];
  for (let token = code.Syntax.GetFirstToken(); token; token = token.GetNextToken()) {
    tokens.push(token);
  }

  const isLiteral = token => token?.Kind === Syntax.SyntaxKind.StringLiteralToken;
  const asked = tokens.flatMap((token, i) => token.Text === 'Properties' ? [tokens[i + 2]] : []);
  return {
    problems: [
      ...items(code.GetDiagnostics()).map(problem => problem.Message),
      ...asked.filter(token => !isLiteral(token)).map(() => 'Write Properties["name"], so that the name can be checked.'),
    ],
    columns: items(code.ResultType?.Columns).map(column => column.Name),
    literals: tokens.filter(isLiteral).filter(token => !asked.includes(token)).map(token => token.ValueText),
    properties: asked.filter(isLiteral).map(token => token.ValueText),
  };
}

console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(read)));
