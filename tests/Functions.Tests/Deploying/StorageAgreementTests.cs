using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Webhooks.Storage;

namespace Functions.Tests.Deploying;

public sealed class StorageAgreementTests(Deployed deployed) : IClassFixture<Deployed>
{
    private const string Account = "Microsoft.Storage/storageAccounts";

    // A table's name cannot hold a hyphen, and every queue of ours has one.
    private static readonly string[] Names =
        [.. typeof(StorageNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Where(name => name != StorageNames.BodyContainer)];

    private readonly string[] queues = [.. deployed.Snapshot?.Names($"{Account}/queueServices/queues") ?? []];

    [BicepFact]
    public void Bicep_makes_the_tables_that_the_app_uses() =>
        deployed.Snapshot.Names($"{Account}/tableServices/tables").ShouldBe(Names.Where(name => !name.Contains('-')), ignoreOrder: true);

    [BicepFact]
    public void Bicep_makes_the_queues_that_the_app_uses() => queues.ShouldBe(Names.Where(name => name.Contains('-')), ignoreOrder: true);

    [BicepFact]
    public void Bicep_makes_the_container_that_the_app_uses() => deployed.Snapshot.Names($"{Account}/blobServices/containers").ShouldContain(StorageNames.BodyContainer);

    [BicepFact]
    public void Every_queue_that_a_function_reads_has_its_poison_queue()
    {
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

    [BicepFact]
    public void The_package_of_the_app_lies_in_a_container_that_bicep_makes()
    {
        var containers = deployed.Snapshot.Names($"{Account}/blobServices/containers");
        var address = new Uri(deployed.Snapshot.Text("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.value"));

        containers.ShouldContain(address.AbsolutePath.TrimStart('/'));
    }
}
