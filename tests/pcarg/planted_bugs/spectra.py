"""Bugs planted into the estimators of spectra: by module, right and wrong source."""

BUGS = {
    "spectra.spectrum_verdicts": [
        ('(summary["alpha_last_rank"] > 0) & ', ""),
        ("<= POWER_LAW_DISTANCE", "< POWER_LAW_DISTANCE"),
        ('summary["mp_misfit"] * summary["mp_variables"]', 'summary["mp_misfit"]'),
        ("FEW_SAMPLES * summary", "summary"),
        ("FEW_EFFECTIVE * summary", "summary"),
        ('"alpha_cleaned_err", "alpha_noise")', '"alpha_cleaned_err")'),
    ],
    "spectra.leave_one_block_out": [
        (" + self._rest**2", ""),
        ("1 / first[0] + 1 / second[0]", "1 / first[0]"),
        (" - np.outer(mean, mean)", ""),
        ("left.components[:, : self._n_signal]", "left.components[:, :0]"),
        ("matrix.sum() - np.trace(matrix)", "matrix.sum()"),
        ("first[2] / first[0] - second[2] / second[0]", "first[2] / first[0] + second[2] / second[0]"),
        ("scatter / self._units / n_block", "scatter / n_block"),
    ],
    "spectra.cleaning": [
        ("stdtrit(n_blocks - 1", "stdtrit(n_blocks"),
        ("excess.std(axis=0, ddof=1)", "excess.std(axis=0)"),
        ("np.arange(n_variables - 1, 0, -1)", "n_variables"),
        (", weights=left_out.lengths", ""),
        ("weighted.sum(axis=0) - weighted", "weighted.sum(axis=0) + weighted"),
        ("left_out.lengths.sum() - left_out.lengths", "left_out.lengths.sum() + left_out.lengths"),
    ],
    "spectra.spectrum_analysis": [
        ("(1 - 1 / n_blocks)", "(1 + 1 / n_blocks)"),
        ("min(bulk.n_above, n_reproduced)", "bulk.n_above"),
        ("fit_noise_bulk(variances, n_effective)", "fit_noise_bulk(variances, n_samples)"),
        ("cleaned_err=jackknife_error(cleaned_parts)", "cleaned_err=jackknife_error(without)"),
        ("_exponent(cleaned, cleaned_parts, ranks)", "_exponent(variances, without, ranks)"),
    ],
    "spectra.spectrum_table": [
        ("len(variances), analysis.n_samples)", "len(variances), analysis.effective_samples)"),
        (
            "n_variables=len(variances), n_samples=analysis.effective_samples",
            "n_variables=len(variances), n_samples=analysis.n_samples",
        ),
        ("variances[:n_above].sum()", "variances[: n_above + 1].sum()"),
        ("min(analysis.bulk.n_above, analysis.n_reproduced)", "analysis.bulk.n_above"),
        ('"rank": np.arange(1, n_variables + 1)', '"rank": np.arange(n_variables)'),
    ],
    "spectra.noise_bulk": [
        ("n_samples - 1 - n_outside", "n_samples - n_outside"),
        ("n_samples - 1 - n_outside", "n_samples - 1"),
        ("distribution.variance * n_samples / distribution.n_samples", "distribution.variance"),
        ("(np.arange(len(bulk)) + 0.5)", "np.arange(len(bulk))"),
    ],
    "spectra.marchenko_pastur": [
        ("(np.arange(n_modes) + 0.5)", "np.arange(n_modes)"),
        ("(1 + np.sqrt(n_variables / n_samples)) ** 2", "(1 + n_variables / n_samples) ** 2"),
        ("1 - self.n_samples / self.n_variables", "1 - self.n_variables / self.n_samples"),
        ("np.sin(centres) ** 2 /", "np.sin(centres) /"),
        ("max(noise.n_samples - 1, 1)", "noise.n_samples"),
        ("(1 / rows + 1 / columns) ** (1 / 3)", "(1 / rows + 1 / columns) ** (1 / 2)"),
    ],
    "spectra.spectral_exponent": [
        ("np.log(ranks - 0.5)", "np.log(ranks)"),
        ("-(-n_kept // WINDOW)", "n_kept // WINDOW"),
        ("variances[ranks - 1]", "variances[np.minimum(ranks, len(variances) - 1)]"),
        (" + 0.5).max()", ").max()"),
        ("lambda pair: (pair[1] / pair[0], pair[1])", "lambda pair: -pair[0]"),
    ],
}
