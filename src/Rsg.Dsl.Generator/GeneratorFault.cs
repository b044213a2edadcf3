using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl;

/// <summary>
/// Keeps a fault of the generator's own at the one model that shows it. Without this the compiler would drop every model of the project, and
/// only warn of it.
/// </summary>
internal static class GeneratorFault
{
    /// <summary>The plan of a declaration; where planning throws, a plan that says so at the model's name and still has its surface.</summary>
    public static PlanResult Guard(ModelDeclaration declaration, Func<ModelDeclaration, PlanResult> plan)
    {
        try
        {
            return plan(declaration);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new PlanResult(declaration.Type, CanBeExtended: declaration.Facts.Obstacles.Count == 0, HasOwnModules: false, [], null, [Describe(declaration.Name, fault, declaration.TypeSpan)]);
        }
    }

    public static DiagnosticInfo Describe(string model, Exception fault, SourceSpan? place)
        => DiagnosticInfo.At(place, DiagnosticDescriptors.GeneratorFault, model, fault.GetType().Name, QuotedText.Of(fault.Message));
}
