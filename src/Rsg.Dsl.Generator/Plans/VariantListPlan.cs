using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Plans;

/// <summary>The list of the variants of a file, and nothing of where they were declared: all that emission needs.</summary>
/// <param name="Type">The class that has the list.</param>
/// <param name="IsModel">Whether that class is the one model itself.</param>
/// <param name="Seeds">The seeds of the runs of each.</param>
/// <param name="Variants">The variants, in order.</param>
internal sealed record VariantListPlan(ModelType Type, bool IsModel, EquatableArray<int> Seeds, EquatableArray<ListedVariant> Variants);

/// <summary>A variant in its list.</summary>
/// <param name="Type">Its class.</param>
/// <param name="Choices">Its axes with their values.</param>
internal sealed record ListedVariant(ModelType Type, EquatableArray<(string Axis, string Value)> Choices);

/// <summary>What planning the variants of a file together gave.</summary>
/// <param name="Plan">The list, where a class can have it.</param>
/// <param name="Diagnostics">What is wrong with the list.</param>
internal sealed record VariantListResult(VariantListPlan? Plan, EquatableArray<DiagnosticInfo> Diagnostics);
