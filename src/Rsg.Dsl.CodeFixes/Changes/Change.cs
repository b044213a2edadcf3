using Microsoft.CodeAnalysis;

namespace Rsg.Dsl.CodeFixes.Changes;

/// <summary>A change of one file.</summary>
/// <param name="Title">What the editor's menu says.</param>
/// <param name="Apply">Makes it: from the root of the file to that of the changed one.</param>
internal sealed record Change(string Title, Func<SyntaxNode, SyntaxNode> Apply);
