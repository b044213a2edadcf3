namespace Rsg.Dsl;

/// <summary>The names of the generator's steps, as tests of its caching see them.</summary>
internal static class TrackingNames
{
    public const string ReadDeclarations = nameof(ReadDeclarations);
    public const string ReadYaml = nameof(ReadYaml);
    public const string ResolveYaml = nameof(ResolveYaml);
    public const string FindTypeFacts = nameof(FindTypeFacts);
    public const string FindFamilyFacts = nameof(FindFamilyFacts);
    public const string PlanVariantLists = nameof(PlanVariantLists);
    public const string SelectVariantLists = nameof(SelectVariantLists);
    public const string ReadOwnModules = nameof(ReadOwnModules);
    public const string PlanModels = nameof(PlanModels);
    public const string SelectEmissionModels = nameof(SelectEmissionModels);
    public const string SelectDiagnostics = nameof(SelectDiagnostics);
    public const string FindStrayAttributes = nameof(FindStrayAttributes);
    public const string ReadRuntimeVersion = nameof(ReadRuntimeVersion);
    public const string ReadBuildSettings = nameof(ReadBuildSettings);
    public const string HasModels = nameof(HasModels);
}
