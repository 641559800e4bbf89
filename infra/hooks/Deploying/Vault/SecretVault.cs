using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Deploying.Vault;

/// <summary>
/// The vault, by its REST interface: a value travels in the body of a request, and is never an argument of a process nor in a file.
/// </summary>
internal sealed class SecretVault : IDisposable
{
    private const string Version = "api-version=7.4";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly VaultPatience patience = new();

    private SecretVault(Uri address) => http.BaseAddress = address;

    public static async Task<SecretVault> OpenAsync(CancellationToken stop)
    {
        var vault = new SecretVault(VaultAddress.Read());
        var token = await SignedIn.TokenAsync(VaultAddress.Scope(vault.http.BaseAddress!), stop);
        vault.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return vault;
    }

    /// <summary>The names of all secrets, each with whether it is enabled. No value is read.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> NamesAsync(CancellationToken stop)
    {
        var names = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        for (var next = new Uri($"secrets?maxresults=25&{Version}", UriKind.Relative); next is not null;)
        {
            using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, next), stop);
            var page = await answer.Content.ReadFromJsonAsync(VaultJson.Default.ListedSecrets, stop);
            foreach (var secret in page?.Value ?? [])
            {
                names[secret.Id.Segments[2].TrimEnd('/')] = secret.Attributes?.Enabled ?? true;
            }

            next = Following(page?.NextLink);
        }

        return names;
    }

    public async Task SetAsync(string name, string value, CancellationToken stop)
    {
        using var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Put, new Uri($"secrets/{name}?{Version}", UriKind.Relative))
            {
                Content = JsonContent.Create(new NewSecret(value, "text/plain"), VaultJson.Default.NewSecret),
            },
            stop);
    }

    public void Dispose() => http.Dispose();

    // The token goes nowhere but to the vault.
    private Uri? Following(string? link) => string.IsNullOrEmpty(link) ? null
        : Uri.TryCreate(link, UriKind.Absolute, out var next) && next.Authority == http.BaseAddress!.Authority ? next
        : throw new CannotDeployException("The vault's list of secrets goes on at another address; nothing was sent there.");

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                using var asked = request();
                var answer = await http.SendAsync(asked, stop);
                if (answer.IsSuccessStatusCode)
                {
                    return answer;
                }

                using (answer)
                {
                    var refusal = await VaultRefusal.ReadAsync(answer, stop);
                    if (!refusal.MayPass || !await patience.WaitsAsync(refusal.Why, stop))
                    {
                        throw new CannotDeployException(refusal.Why, refusal.Remedy);
                    }
                }
            }
            catch (HttpRequestException failure)
            {
                if (!await patience.WaitsAsync($"{http.BaseAddress} does not answer ({failure.Message}).", stop))
                {
                    throw new CannotDeployException($"{http.BaseAddress} does not answer: {failure.Message}");
                }
            }
            catch (JsonException)
            {
                throw new CannotDeployException($"{http.BaseAddress} answered something that is not a vault's.");
            }
        }
    }
}
