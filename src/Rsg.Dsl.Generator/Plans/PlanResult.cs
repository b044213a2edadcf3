using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Plans;

/// <summary>What planning a declaration gave.</summary>
/// <param name="Type">The class.</param>
/// <param name="CanBeExtended">Whether a generated part can be added to the class at all.</param>
/// <param name="HasOwnModules">Whether its network is of the user's own modules.</param>
/// <param name="ClassNames">The names of its classes, in order; empty where they have none.</param>
/// <param name="Plan">The plan, where no error stands in the way.</param>
/// <param name="Diagnostics">Everything that is wrong, with its place.</param>
internal sealed record PlanResult(ModelType Type, bool CanBeExtended, bool HasOwnModules, EquatableArray<ClassLabel> ClassNames, ModelPlan? Plan, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>The result without places: what emission depends on.</summary>
    public EmissionModel? ToEmissionModel() => CanBeExtended ? new EmissionModel(Type, HasOwnModules, ClassNames, Plan) : null;
}

/// <summary>What is emitted for a class: its plan, or, where that could not be made, only its public surface.</summary>
internal sealed record EmissionModel(ModelType Type, bool HasOwnModules, EquatableArray<ClassLabel> ClassNames, ModelPlan? Plan);
