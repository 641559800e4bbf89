using Microsoft.AspNetCore.Http;
using Webhooks.Raw;
using Webhooks.Settings;

namespace Functions.Operating;

// Whether what is not redacted may leave this app.
public sealed class RawAccess(OperatorOptions options)
{
    private const string Denied =
        $"This receiver gives no raw bodies and headers: set {OperatorSettings.RawBodies}=true in its settings (in Azure: an app setting) and restart it. Each read is then recorded.";

    internal void Require()
    {
        if (!options.RawBodies)
        {
            throw new InvalidRequestException(Denied, StatusCodes.Status403Forbidden);
        }
    }
}
