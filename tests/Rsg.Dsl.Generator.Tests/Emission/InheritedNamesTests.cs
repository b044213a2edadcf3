using System.Reflection;
using Rsg.Dsl.Naming;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Emission;

/// <summary>The names that a field of an emitted class would hide, against those that its base class has.</summary>
public class InheritedNamesTests
{
    [Fact]
    public void They_are_those_that_a_module_has()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var type = typeof(nn.Module<Tensor, Tensor>); type is not null; type = type.BaseType)
        {
            names.UnionWith(type
                .GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(IsInherited)
                .Select(static member => member.Name));
        }

        Assert.Equal(names, new SortedSet<string>(MemberNames.Inherited, StringComparer.Ordinal));
    }

    private static bool IsInherited(MemberInfo member) => member switch
    {
        MethodBase method => !method.IsSpecialName && IsInherited(method),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsInherited),
        Type type => type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem,
        _ => false,
    };

    private static bool IsInherited(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
