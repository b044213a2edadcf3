using System.Collections.Immutable;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Plans;

/// <summary>Plans what the variants of a file have together: the list of them, and what is to be said of their mistakes.</summary>
internal static class VariantListPlanner
{
    /// <summary>The list of the variants of a file whose classes can be written.</summary>
    public static VariantListResult Plan(FamilyFacts family, ImmutableArray<PlanResult> plans)
    {
        var types = new Dictionary<string, ModelType>(StringComparer.Ordinal);
        foreach (var plan in plans)
        {
            if (plan.CanBeExtended)
            {
                types[plan.Type.FullName] = plan.Type;
            }
        }

        if (Refuse(family) is { } problem)
        {
            return new VariantListResult(null, [problem]);
        }

        var (names, facts) = (family.Family, family.Facts);
        var variants = names.Variants
            .Where(variant => types.ContainsKey(names.FullNameOf(variant.Name)))
            .Select(variant => new ListedVariant(types[names.FullNameOf(variant.Name)], ChoicesOf(names, variant)))
            .ToEquatableArray();
        var canBe = names.IsModel ? variants.Count > 0 : !facts.Obstacles.Contains(ClassObstacle.NamespaceIsType);
        return new VariantListResult(canBe ? new VariantListPlan(family.Type, names.IsModel, names.Seeds, variants) : null, []);
    }

    /// <summary>Everything that is wrong with models of files; what is wrong with several variants of a file is said once.</summary>
    public static IEnumerable<DiagnosticInfo> Gather(ImmutableArray<PlanResult> plans, ImmutableArray<VariantFamily> families)
    {
        var places = new Dictionary<string, (VariantProblems Problems, int Index)>(StringComparer.Ordinal);
        var problems = new List<VariantProblems>();
        foreach (var family in families)
        {
            var ofFamily = new VariantProblems(family);
            problems.Add(ofFamily);
            for (var i = 0; i < family.Variants.Count; i++)
            {
                places[family.FullNameOf(family.Variants[i].Name)] = (ofFamily, i);
            }
        }

        var single = new List<DiagnosticInfo>();
        foreach (var plan in plans)
        {
            if (places.TryGetValue(plan.Type.FullName, out var place))
            {
                place.Problems.Add(place.Index, plan.Diagnostics);
            }
            else
            {
                single.AddRange(plan.Diagnostics);
            }
        }

        return single.Concat(problems.SelectMany(static ofFamily => ofFamily.Merge()));
    }

    private static DiagnosticInfo? Refuse(FamilyFacts family)
    {
        var (names, facts) = (family.Family, family.Facts);
        if (!names.IsModel && facts.IsDeclared)
        {
            return DiagnosticInfo.At(names.NameSpan, DiagnosticDescriptors.NameTaken, names.Name, "another type or a namespace");
        }

        if (names.Name == MemberNames.OfVariants)
        {
            return DiagnosticInfo.At(names.NameSpan, DiagnosticDescriptors.ClassNameTaken, names.Name);
        }

        return names.IsModel && facts.Members.FirstOrDefault(static member => member.Name == MemberNames.OfVariants) is { } member
            ? DiagnosticInfo.At(member.Span, DiagnosticDescriptors.MemberTaken, $"the name '{member.Name}'", names.Name, "rename or remove this one")
            : null;
    }

    private static EquatableArray<(string Axis, string Value)> ChoicesOf(VariantFamily family, Variant variant)
        => family.Axes.Select((axis, i) => (axis.Name, axis.Values[variant.Choices[i]].Name)).ToEquatableArray();
}
