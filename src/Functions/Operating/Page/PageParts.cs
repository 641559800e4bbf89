using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Webhooks.OperatorPage;

namespace Functions.Operating.Page;

/// <summary>Answers with a component of the operator's page.</summary>
public sealed class PageParts(Fragments fragments, TimeProvider clock)
{
    internal async Task<IResult> AnswerAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        var now = clock.GetUtcNow();
        return PageAnswer.Fragment(await fragments.RenderAsync<TComponent>(parameters), now);
    }
}
