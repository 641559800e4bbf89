using System.Reflection;
using Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Deploying;

public sealed class StorageAgreementTests
{
    // A table's name cannot hold a hyphen, and every queue of ours has one.
    private static readonly string[] Names =
        [.. typeof(StorageNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Bicep_makes_the_tables_that_the_app_uses() =>
        Infra.List("storage.bicep", "tableNames").ShouldBe(Names.Where(name => !name.Contains('-')), ignoreOrder: true);

    [Fact]
    public void Bicep_makes_the_queues_that_the_app_uses() =>
        Infra.List("storage.bicep", "queueNames").ShouldBe(Names.Where(name => name.Contains('-')), ignoreOrder: true);

    [Fact]
    public void Every_queue_that_a_function_reads_has_its_poison_queue()
    {
        var queues = Infra.List("storage.bicep", "queueNames");
        var read = typeof(ReceiveWebhook).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName)
            .OfType<string>()
            .ToArray();

        read.ShouldNotBeEmpty();
        read.ShouldBeSubsetOf(queues);
        read.Where(queue => !queue.EndsWith("-poison", StringComparison.Ordinal)).Select(queue => queue + "-poison").ShouldBeSubsetOf(queues);
    }
}
