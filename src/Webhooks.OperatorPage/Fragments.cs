using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Webhooks.OperatorPage;

/// <summary>
/// Renders a part of the operator's page. Nothing of Razor is loaded before the first call: an app that only receives does not
/// pay for it.
/// </summary>
/// <param name="services">What components may inject.</param>
/// <param name="loggers">Hears what fails while rendering.</param>
public sealed class Fragments(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>The HTML of a component. Its parameters are the properties of <paramref name="parameters" />.</summary>
    public async Task<string> RenderAsync<TComponent>(IReadOnlyDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // A renderer keeps what it rendered until it goes, so each call has its own.
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(new Dictionary<string, object?>(parameters)));
            return root.ToHtmlString();
        });
    }
}
