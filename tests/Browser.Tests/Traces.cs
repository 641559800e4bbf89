using Xunit.Abstractions;
using Xunit.Sdk;

namespace Browser.Tests;

/// <summary>What the browser did in a test that fails stays in <c>artifacts/traces</c>, to be opened with <c>playwright show-trace</c>.</summary>
internal static class Traces
{
    // Tests in the browser run one after the other.
    private static readonly List<string> Files = [];

    private static string Folder => Directory.CreateDirectory(RepositoryRoot.Combine("artifacts", "traces")).FullName;

    /// <summary>Where the trace of the next visit goes.</summary>
    public static string Next()
    {
        Files.Add(Path.Combine(Folder, $"{Guid.NewGuid():n}.zip"));
        return Files[^1];
    }

    public static void End(string test, bool failed)
    {
        var name = new string([.. test.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_').Take(150)]);
        for (var i = 0; i < Files.Count; i++)
        {
            if (failed)
            {
                File.Move(Files[i], Path.Combine(Folder, $"{name}-{i}.zip"), overwrite: true);
            }
            else
            {
                File.Delete(Files[i]);
            }
        }

        Files.Clear();
    }
}

internal sealed class TracedTest : XunitTestCase
{
    [Obsolete("Called by the de-serializer.")]
    public TracedTest()
    {
    }

    public TracedTest(IMessageSink sink, ITestFrameworkDiscoveryOptions options, ITestMethod method, object[]? arguments = null)
        : base(sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, arguments)
    {
    }

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        var summary = await base.RunAsync(diagnosticMessageSink, messageBus, constructorArguments, aggregator, cancellationTokenSource);
        Traces.End(DisplayName, summary.Failed > 0);
        return summary;
    }
}

public sealed class TracedFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new TracedTest(DiagnosticMessageSink, discoveryOptions, testMethod);
}

public sealed class TracedTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        [new TracedTest(DiagnosticMessageSink, discoveryOptions, testMethod, dataRow)];
}
