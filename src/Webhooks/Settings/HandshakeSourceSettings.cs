using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;

namespace Webhooks.Settings;

// What the handshakes of a source's sender need. No problem repeats a value.
internal static class HandshakeSourceSettings
{
    public const string Known = "VerifyToken, NewSecret";

    public static (HandshakeList List, string? VerifyToken, NewSecret? NewSecret) Read(SettingsReader source, Preset? preset)
    {
        // A preset whose handshakes are not valid was refused with its scheme.
        var list = preset?.ReadHandshakes(out _) ?? HandshakeList.None;
        var token = source.Text("VerifyToken")?.Trim();
        var newSecret = source.Choice<NewSecret>("NewSecret");
        if (token is not null && !list.AskForToken)
        {
            source.Refuse("VerifyToken", "the sender of this scheme sends no such token; remove it");
        }
        else if (token is not null)
        {
            SecretSettings.RefusesReference(source, "VerifyToken", token);
        }

        if (newSecret is not null && !list.All.Any(handshake => handshake.Settings.Secret == SecretDelivery.Within))
        {
            source.Refuse("NewSecret", "the sender of this scheme introduces no secret; remove it");
        }

        return (list, token, newSecret);
    }
}
