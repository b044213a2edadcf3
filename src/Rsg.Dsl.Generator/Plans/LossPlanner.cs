using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the classification loss.</summary>
internal static class LossPlanner
{
    /// <summary>The loss, or <c>null</c> where it is not known which.</summary>
    public static LossPlan? Plan(ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        var declared = OnlyOne.Find(declaration, SectionNames.Loss, DiagnosticDescriptors.SeveralLosses, diagnostics);
        var reader = new SectionReader(declared, declaration.Wording);
        return (declared is null ? LossCatalogue.CrossEntropy : LossCatalogue.Find(declared.Kind)) is { } kind
            ? new LossPlan(kind, kind.Parameters.Select(reader.Number).ToEquatableArray())
            : null;
    }
}
