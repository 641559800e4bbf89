using FsCheck;
using FsCheck.Fluent;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Properties;

/// <summary>For every preset: what is signed cannot be changed, and what is not signed changes nothing that matters.</summary>
public class PresetProperties
{
    private static readonly Gen<SignedSample> Samples = Gen.Elements(SignedSample.All.AsEnumerable());

    [Fact]
    public void A_signed_body_with_a_byte_changed_inserted_or_deleted_is_refused_or_the_same_form() =>
        Check(
            from sample in Samples.Where(sample => sample.Definition.Content.SignsBody)
            from edit in Gen.Choose(0, 2)
            from at in Gen.Choose(0, int.MaxValue - 1)
            from other in Gen.Choose(1, 255)
            select (sample, edit, at, other),
            given =>
            {
                var (sample, body) = (given.sample, given.sample.Delivery.Body.ToArray());
                var at = given.at % body.Length;
                byte[] changed = given.edit switch
                {
                    0 => [.. body[..at], (byte)(body[at] ^ given.other), .. body[(at + 1)..]],
                    1 => [.. body[..at], (byte)given.other, .. body[at..]],
                    _ => [.. body[..at], .. body[(at + 1)..]],
                };

                var verdict = sample.Verify(sample.Delivery with { Body = changed });

                if (sample.Definition.Content.SignsWholeBody || !FormFields.Read(changed)!.Sorted().SequenceEqual(FormFields.Read(body)!.Sorted()))
                {
                    verdict.ShouldBeRefused();
                }
                else
                {
                    verdict.ShouldBeVerified().Event.EventId.ShouldBe(sample.Event().EventId);
                }
            });

    [Fact]
    public void A_signed_header_with_a_character_changed_inserted_or_deleted_is_refused() =>
        Check(
            from sample in Samples.Where(sample => sample.Definition.SignedHeaders.Concat(sample.Definition.UsuallyNamed).Any())
            from name in Gen.Elements(sample.Definition.SignedHeaders.Concat(sample.Definition.UsuallyNamed))
            from edit in Gen.Choose(0, 2)
            from at in Gen.Choose(0, int.MaxValue - 1)
            from other in Gen.Elements("0x.:+ Z\t{".AsEnumerable())
            select (sample, name, edit, at, other),
            given =>
            {
                var value = given.sample.Delivery.Headers.Find(given.name).ShouldNotBeNull();
                var at = given.at % value.Length;
                var changed = given.edit switch
                {
                    0 => $"{value[..at]}{given.other}{value[(at + 1)..]}",
                    1 => value.Insert(at, $"{given.other}"),
                    _ => value.Remove(at, 1),
                };

                if (changed != value)
                {
                    given.sample.Verify(given.sample.Delivery with { Headers = given.sample.Delivery.Headers.With(given.name, changed) }).ShouldBeRefused();
                }
            });

    [Fact]
    public void An_unsigned_header_changes_no_verdict_and_no_signed_id() =>
        Check(
            from sample in Samples
            from name in Gen.Elements(sample.Delivery.Headers.Select(header => header.Key).Append("X-Other"))
            from value in Gen.Elements("", "x", "sha1=00", "text/plain", "99")
            where !sample.Definition.Headers.Concat(sample.Definition.UsuallyNamed).Contains(name, StringComparer.OrdinalIgnoreCase)
            select (sample, name, value),
            given =>
            {
                var said = given.sample.Verify(given.sample.Delivery with { Headers = given.sample.Delivery.Headers.With(given.name, given.value) }).ShouldBeVerified().Event;

                if (given.sample.Preset.UnsignedId is null && !given.sample.Definition.Algorithm.SendsSecret())
                {
                    said.EventId.ShouldBe(given.sample.Event().EventId);
                    said.Nonce.ShouldBe(given.sample.Event().Nonce);
                }
            });

    [Fact]
    public void The_query_and_headers_about_the_address_change_nothing() =>
        Check(
            from sample in Samples.Where(sample => sample.Definition.SignatureAt.All(place => place.Query is null))
            from name in Gen.Elements("Host", "X-Forwarded-Host", "X-Original-URL", "X-Forwarded-Proto", "X-HTTP-Method-Override", "Forwarded")
            select (sample, name),
            given => given.sample.Verify(given.sample.Delivery with { Query = "tenant=8&bodySHA256=00", Headers = given.sample.Delivery.Headers.With(given.name, "other.example.net") })
                .ShouldBeVerified().Event.ShouldBe(given.sample.Event()));

    [Fact]
    public void No_byte_can_be_moved_over_a_border_between_signed_parts()
    {
        var moved = SignedSample.All.SelectMany(sample => Borders.Moved(sample).Select(delivery => (sample, delivery))).ToList();

        moved.ShouldAllBe(one => one.sample.Verify(one.delivery) is Verification.Refused);
        moved.Select(one => one.sample.Definition.Content.Text).Distinct().Count().ShouldBeGreaterThan(8);
    }

    private static void Check<T>(Gen<T> given, Action<T> holds) => Prop.ForAll(given.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
