using System.Globalization;
using System.Text.RegularExpressions;

namespace Functions.Tests.Documents;

/// <summary>A formula as the documentation writes it: numbers, names, the four operations, parentheses, <c>min</c>, <c>max</c>, <c>ceil</c>, <c>floor</c>.</summary>
internal sealed partial class Formula
{
    private readonly string[] tokens;
    private readonly Func<string, double> valueOf;
    private int at;

    private Formula(string text, Func<string, double> valueOf) =>
        (tokens, this.valueOf) = ([.. Token().Matches(text).Select(match => match.Value), ""], valueOf);

    public static double Evaluate(string text, Func<string, double> valueOf)
    {
        var formula = new Formula(text, valueOf);
        var value = formula.Sum();
        return formula.tokens[formula.at] == "" ? value : throw new FormatException($"`{text}` goes on with {formula.tokens[formula.at]}");
    }

    private double Sum()
    {
        var value = Product();
        while (tokens[at] is "+" or "-")
        {
            value = tokens[at++] == "+" ? value + Product() : value - Product();
        }

        return value;
    }

    private double Product()
    {
        var value = Operand();
        while (tokens[at] is "*" or "/")
        {
            value = tokens[at++] == "*" ? value * Operand() : value / Operand();
        }

        return value;
    }

    private double Operand()
    {
        var token = tokens[at++];
        if (token == "(")
        {
            return Closing(Sum());
        }

        if (tokens[at] == "(")
        {
            at++;
            return Call(token);
        }

        return char.IsAsciiDigit(token.FirstOrDefault()) ? double.Parse(token, CultureInfo.InvariantCulture) : valueOf(token);
    }

    private double Call(string function)
    {
        var first = Sum();
        if (function is "ceil" or "floor")
        {
            return Closing(function == "ceil" ? Math.Ceiling(first) : Math.Floor(first));
        }

        at += tokens[at] == "," ? 1 : throw new FormatException($"{function} takes two values");
        var second = Sum();
        return Closing(function switch
        {
            "min" => Math.Min(first, second),
            "max" => Math.Max(first, second),
            _ => throw new FormatException($"{function} is no function"),
        });
    }

    private double Closing(double value) => tokens[at++] == ")" ? value : throw new FormatException("a parenthesis is not closed");

    [GeneratedRegex(@"[a-z_][a-z0-9_.]*|[0-9][0-9.]*|\S", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
