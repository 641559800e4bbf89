using System.Text;
using System.Text.Json.Nodes;
using Webhooks.Senders.Envless;

namespace Webhooks.Senders.Tests;

public class EnvlessEventTests
{
    [Theory]
    [InlineData("workspace.created", "workspace workspace.id workspace.name workspace.slug workspace.plan workspace.createdAt")]
    [InlineData("workspace.deleted", "workspace workspace.id workspace.name workspace.slug")]
    [InlineData("variable.updated", "variable variable.id variable.name variable.type variable.isSecret variable.environmentId changes changes.nameChanged changes.valueChanged")]
    [InlineData("variable.bulk_created", "environmentId count variables")]
    [InlineData("variable_version.created", "version version.id version.label version.variableCount version.environmentId version.createdAt")]
    [InlineData("variable_version.rolled_back", "versionId environmentId versionLabel stats stats.added stats.updated stats.removed")]
    [InlineData("member.accepted", "member member.id member.userId member.email")]
    [InlineData("member.updated", "member member.id member.previousRoleId member.roleId member.roleName")]
    [InlineData("member.removed", "member member.id")]
    [InlineData("key.created", "key key.id key.name key.active key.scopes key.projectIds")]
    [InlineData("key.rotated", "key key.id key.name key.keyRolls")]
    [InlineData("key.deleted", "key key.id key.name")]
    [InlineData("subscription.created", "subscription subscription.id subscription.status subscription.polarSubscriptionId subscription.polarProductId")]
    [InlineData("subscription.updated", "subscription subscription.id subscription.status subscription.polarSubscriptionId subscription.polarProductId changes")]
    [InlineData("webhook.secret_rotated", "webhook webhook.id webhook.name webhook.secretLastFour")]
    [InlineData("webhook.delivery_failed", "delivery delivery.id delivery.eventId delivery.eventType delivery.endpointId delivery.endpointName delivery.endpointUrl delivery.attempts")]
    public void A_required_field_that_is_missing_is_named(string type, string data) => Promised.IsNamed("envless", type, "type data", data);

    [Theory]
    [InlineData("variable.bulk_deleted")]
    [InlineData("member.invited")]
    [InlineData("member.invite_resent")]
    [InlineData("cli_token.created")]
    public void Types_without_a_public_page_are_known_and_promise_nothing_but_data(string type)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"type":"{{{type}}}","data":{"token":"t"}}""");

        var read = Sample.Read("envless", type, body);

        read.IsKnown.ShouldBeTrue();
        read.Breaches.ShouldBeEmpty();
        Sample.Read("envless", type, "{}"u8.ToArray()).Breaches.Select(breach => breach.Field).ShouldBe(["type", "data"]);
    }

    [Fact]
    public void The_published_short_form_is_read_without_an_envelope()
    {
        var read = Sample.Read("envless", "webhook.delivery_failed", Encoding.UTF8.GetBytes(
            """
            {"type":"webhook.delivery_failed","actor":null,"data":{"delivery":{"id":"0192a1b2-c3d4-7000-8000-0000000000e0","eventId":"0192a1b2-c3d4-7000-8000-0000000000e1",
            "eventType":"project.created","endpointId":"0192a1b2-c3d4-7000-8000-0000000000d0","endpointName":"Customer receiver","endpointUrl":"https://customer.example.com/webhooks",
            "attempts":5,"responseStatus":503,"error":"Receiver returned 503"}}}
            """));

        read.Breaches.ShouldBeEmpty();
        read.Data.ShouldBeOfType<EnvlessEvent<DeliveryFailedData>>().Data!.Delivery!.ResponseStatus.ShouldBe(503);
        read.Changes.ShouldHaveSingleItem().At.ShouldBe(Sample.ReceivedAt);
    }

    [Theory]
    [InlineData("webhook.delivery_failed", "delivery.responseStatus")]
    [InlineData("webhook.delivery_failed", "delivery.error")]
    [InlineData("variable.updated", "variable.updatedAt")]
    [InlineData("variable_version.created", "version.note")]
    [InlineData("member.updated", "member.email")]
    [InlineData("member.removed", "left")]
    [InlineData("key.created", "key.createdAt")]
    [InlineData("subscription.updated", "subscription.canceledAt")]
    [InlineData("webhook.secret_rotated", "webhook.secretRolledAt")]
    public void What_may_be_null_may_be_absent(string type, string path) =>
        new Sample("envless", type).With(body => body.Without("data." + path)).Read().Breaches.ShouldBeEmpty();

    [Fact]
    public void Numbers_may_be_texts() =>
        new Sample("envless", "webhook.delivery_failed").With(body => body["data"]!["delivery"]!["attempts"] = "5")
            .Read<EnvlessEvent<DeliveryFailedData>>().Data!.Delivery!.Attempts.ShouldBe(5);

    [Fact]
    public void One_odd_scope_does_not_cost_the_others() =>
        new Sample("envless", "key.created").With(body => body["data"]!["key"]!["scopes"]!["odd"] = new JsonObject())
            .Read<EnvlessEvent<KeyData>>().Data!.Key!.Scopes!["variables"].GetString().ShouldBe("read");
}
