namespace Deploying;

/// <summary>Whether a pipeline runs this, where nobody can be asked.</summary>
internal static class Pipeline
{
    // Azure Pipelines does not set CI, as GitHub, GitLab and most others do.
    public static bool IsOne => Outputs.IsTrue(Outputs.Find("CI")) || Outputs.IsTrue(Outputs.Find("TF_BUILD"));

    public static bool IsHostedByGitHub => Outputs.Find("RUNNER_ENVIRONMENT") == "github-hosted";
}
